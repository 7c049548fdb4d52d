// Stands for com.intellij.lang.Language: IntelliJ Platform 253 (2025.3), as LSP4IJ calls it in LanguageServersRegistry (002d652).
package com.intellij.lang;

import org.jetbrains.annotations.NonNls;
import org.jetbrains.annotations.Nullable;

public abstract class Language {
    public static @Nullable Language findLanguageByID(@NonNls String id) { throw new AssertionError(); }
}
