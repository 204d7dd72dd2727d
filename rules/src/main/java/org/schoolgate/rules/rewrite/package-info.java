/**
 * What search engines, video sites and office suites are asked for in a school's name: which request becomes which.
 *
 * <p>The services are data, {@code services.yaml} beside this class. Start at {@link
 * org.schoolgate.rules.rewrite.Services#rewriting}, a pure function.
 */
@NullMarked
package org.schoolgate.rules.rewrite;

import org.jspecify.annotations.NullMarked;
