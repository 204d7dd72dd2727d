/**
 * The school's policy: the document, its reader, and the one function that decides a request.
 *
 * <p>A {@link org.schoolgate.rules.policy.PolicyDocument} is read strictly by {@link
 * org.schoolgate.rules.policy.PolicyReader} and compiled into a {@link org.schoolgate.rules.policy.Policy}, which is
 * immutable. Start at {@link org.schoolgate.rules.policy.Policy#decide}; the order of precedence is {@link
 * org.schoolgate.rules.policy.Step}.
 */
@NullMarked
package org.schoolgate.rules.policy;

import org.jspecify.annotations.NullMarked;
