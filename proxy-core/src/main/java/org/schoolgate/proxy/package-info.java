/** The data plane: starts, drains and stops the gateway. */
@NullMarked
package org.schoolgate.proxy;

import org.jspecify.annotations.NullMarked;
