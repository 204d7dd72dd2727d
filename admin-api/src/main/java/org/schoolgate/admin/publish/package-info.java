/**
 * The only writer of bundles. Start at {@link org.schoolgate.admin.publish.Publisher}: every change that gateways are
 * to see goes through it.
 */
@NullMarked
package org.schoolgate.admin.publish;

import org.jspecify.annotations.NullMarked;
