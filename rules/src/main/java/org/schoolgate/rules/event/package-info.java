/**
 * What a gateway reports to people: suspected incidents and how they are numbered. Start at {@link
 * org.schoolgate.rules.event.SuspectedIncident}.
 */
@NullMarked
package org.schoolgate.rules.event;

import org.jspecify.annotations.NullMarked;
