/** The control plane: starts and stops the admin server. */
@NullMarked
package org.schoolgate.admin;

import org.jspecify.annotations.NullMarked;
