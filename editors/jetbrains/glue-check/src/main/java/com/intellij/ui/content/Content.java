// Stands for com.intellij.ui.content.Content: IntelliJ Platform 253 (2025.3), platform/ide-core, read at commit 373858c.
package com.intellij.ui.content;

public interface Content {
    boolean isSelected();
}
