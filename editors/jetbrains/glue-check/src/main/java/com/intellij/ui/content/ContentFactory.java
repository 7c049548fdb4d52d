// Stands for com.intellij.ui.content.ContentFactory: IntelliJ Platform 253 (2025.3), read at commit 69aa5b1.
package com.intellij.ui.content;

import javax.swing.JComponent;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public interface ContentFactory {
    @NotNull Content createContent(@Nullable JComponent component, @Nullable String displayName, boolean isLockable);

    static ContentFactory getInstance() { throw new AssertionError(); }
}
