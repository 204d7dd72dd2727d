/**
 * What people look at before a policy is put in force: what it decides, what it changes of another, and who besides its author
 * has to agree. Start reading at {@link org.schoolgate.rules.policy.review.PolicyDiff}, then {@link
 * org.schoolgate.rules.policy.review.Approval} and {@link org.schoolgate.rules.policy.review.PolicyMatrix}.
 */
@NullMarked
package org.schoolgate.rules.policy.review;

import org.jspecify.annotations.NullMarked;
