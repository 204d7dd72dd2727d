/**
 * Suspected incidents: taken in from gateways, exactly once and in order, and listed for people. Start at {@link
 * org.schoolgate.admin.incident.IncidentResource}.
 */
@NullMarked
package org.schoolgate.admin.incident;

import org.jspecify.annotations.NullMarked;
