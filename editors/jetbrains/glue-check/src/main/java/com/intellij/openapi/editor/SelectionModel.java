// Stands for com.intellij.openapi.editor.SelectionModel: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.editor;

public interface SelectionModel {
    int getSelectionStart();

    int getSelectionEnd();
}
