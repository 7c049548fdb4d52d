// Stands for com.intellij.openapi.project.DumbAwareAction: IntelliJ Platform 253 (2025.3), NOT read; as NotificationAction (451212a) extends it.
package com.intellij.openapi.project;

import com.intellij.openapi.actionSystem.AnAction;

public abstract class DumbAwareAction extends AnAction implements DumbAware {
}
