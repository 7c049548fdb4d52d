// Stands for com.intellij.openapi.editor.SelectionModel: IntelliJ Platform 253 (2025.3), NOT read; getSelectionStart and getSelectionEnd from the SDK documentation.
package com.intellij.openapi.editor;

public interface SelectionModel {
    int getSelectionStart();

    int getSelectionEnd();
}
