/**
 * The gateways of this installation: their enrolment, what they fetch, what they report about themselves, and the list
 * of them for people. Start at {@link org.schoolgate.admin.gateway.BundleResource} and {@link
 * org.schoolgate.admin.gateway.Enrolments}.
 */
@NullMarked
package org.schoolgate.admin.gateway;

import org.jspecify.annotations.NullMarked;
