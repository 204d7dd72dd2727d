/** {@code schoolgate people} and {@code schoolgate devices}: what the admin process keeps of them, imported and listed. */
@NullMarked
package org.schoolgate.cli.people;

import org.jspecify.annotations.NullMarked;
