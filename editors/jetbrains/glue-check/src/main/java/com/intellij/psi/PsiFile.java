// Stands for com.intellij.psi.PsiFile: IntelliJ Platform 253 (2025.3), only named by WriteCommandAction.
package com.intellij.psi;

public interface PsiFile {
}
