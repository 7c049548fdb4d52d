// Stands for com.intellij.openapi.project.DumbAwareAction: IntelliJ Platform 253 (2025.3), as found by search (file 8779955254).
package com.intellij.openapi.project;

import com.intellij.openapi.actionSystem.AnAction;

public abstract class DumbAwareAction extends AnAction implements DumbAware {
}
