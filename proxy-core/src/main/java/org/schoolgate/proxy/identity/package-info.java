/**
 * From a connection to a principal: who signed in at the proxy, what device is at the address, and for all else the zone's role
 * for the unidentified. What a client claims about itself is written down as such and never believed. Start at {@link
 * org.schoolgate.proxy.identity.Identification}.
 */
@NullMarked
package org.schoolgate.proxy.identity;

import org.jspecify.annotations.NullMarked;
