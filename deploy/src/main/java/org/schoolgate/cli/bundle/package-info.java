/**
 * The commands about bundles: {@code schoolgate bundle ...}. Start reading at {@link org.schoolgate.cli.bundle.BundleCommand}.
 */
@NullMarked
package org.schoolgate.cli.bundle;

import org.jspecify.annotations.NullMarked;
