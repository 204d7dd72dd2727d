/**
 * The bundle that exchanges are decided by: fetched, verified, kept on disk, put in place of the one before. Start at {@link
 * org.schoolgate.proxy.bundle.CurrentBundle}, which is all that exchanges see, and {@link
 * org.schoolgate.proxy.bundle.BundleFollower}.
 */
@NullMarked
package org.schoolgate.proxy.bundle;

import org.jspecify.annotations.NullMarked;
