/** A DNS provider as somebody else writes it, for the control panel HestiaCP. */
@NullMarked
package org.example.hestia;

import org.jspecify.annotations.NullMarked;
