/** The example provider under the conformance suite. */
@NullMarked
package org.example.hestia;

import org.jspecify.annotations.NullMarked;
