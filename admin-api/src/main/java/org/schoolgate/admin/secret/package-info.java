/**
 * What must not leak: keys, certificates' keys and tokens, in files that only their owner can read. Start at {@link
 * org.schoolgate.admin.secret.ServerCertificate} and {@link org.schoolgate.admin.secret.AdminToken}.
 */
@NullMarked
package org.schoolgate.admin.secret;

import org.jspecify.annotations.NullMarked;
