/**
 * From a connection to a principal. In force now: the zone of the client's address, and its role for the unidentified.
 * What a client claims about itself is never believed.
 */
@NullMarked
package org.schoolgate.proxy.identity;

import org.jspecify.annotations.NullMarked;
