// Stands for com.intellij.ui.content.Content: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.ui.content;

public interface Content {
    boolean isSelected();
}
