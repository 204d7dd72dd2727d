/**
 * The policy document, its versions, and why something is decided as it is. Start at {@link
 * org.schoolgate.admin.policy.PolicyResource}.
 */
@NullMarked
package org.schoolgate.admin.policy;

import org.jspecify.annotations.NullMarked;
