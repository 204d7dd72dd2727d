/**
 * The way to the admin server, the only one the gateway has. Nothing here is on the way of an exchange: all of it may fail
 * for as long as it likes. Start at {@link org.schoolgate.proxy.control.AdminClient}.
 */
@NullMarked
package org.schoolgate.proxy.control;

import org.jspecify.annotations.NullMarked;
