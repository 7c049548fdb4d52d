// Stands for com.intellij.openapi.project.DumbAware: IntelliJ Platform 253 (2025.3), NOT read; as PossiblyDumbAware (2b47183) names it.
package com.intellij.openapi.project;

public interface DumbAware extends PossiblyDumbAware {
}
