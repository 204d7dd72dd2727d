/**
 * The words that the whole product uses for hosts and what lists say about them. Start reading at {@link
 * org.schoolgate.rules.Host}, then {@link org.schoolgate.rules.Verdict}.
 */
@NullMarked
package org.schoolgate.rules;

import org.jspecify.annotations.NullMarked;
