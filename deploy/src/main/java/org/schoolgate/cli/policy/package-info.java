/**
 * The commands about policies: {@code schoolgate policy ...}. Start reading at {@link org.schoolgate.cli.policy.PolicyCommand}.
 */
@NullMarked
package org.schoolgate.cli.policy;

import org.jspecify.annotations.NullMarked;
