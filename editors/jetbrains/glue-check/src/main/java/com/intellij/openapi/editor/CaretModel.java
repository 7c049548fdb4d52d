// Stands for com.intellij.openapi.editor.CaretModel: IntelliJ Platform 253 (2025.3), platform/editor-ui-api, read at commit 07e9a2c.
package com.intellij.openapi.editor;

public interface CaretModel {
    int getOffset();

    void moveToOffset(int offset);
}
