// Stands for com.intellij.openapi.editor.SelectionModel: IntelliJ Platform 253 (2025.3), platform/editor-ui-api, read at commit 07e9a2c.
package com.intellij.openapi.editor;

public interface SelectionModel {
    int getSelectionStart();

    int getSelectionEnd();
}
