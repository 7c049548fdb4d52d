// Stands for com.intellij.ui.content.ContentManager: IntelliJ Platform 253 (2025.3), read at commit 06b6f55.
package com.intellij.ui.content;

import org.jetbrains.annotations.NotNull;

public interface ContentManager {
    void addContent(@NotNull Content content);
}
