// Shows work that can be cancelled where it can be: VS Code's client puts all progress into the status bar, without a button.
import * as vscode from 'vscode';
import {
  type LanguageClient,
  type ProgressToken,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageclient/node';

type Work = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;
type Shown = { report: (work: WorkDoneProgressReport) => void; end: () => void };

/** The middleware `handleWorkDoneProgress`. */
export function showWork(
  client: () => LanguageClient | undefined,
): (token: ProgressToken, work: Work, next: (token: ProgressToken, work: Work) => void) => void {
  const running = new Map<ProgressToken, Shown>();
  return (token, work, next) => {
    if (work.kind === 'begin' && work.cancellable) {
      running.set(
        token,
        notify(work, () => client()?.sendNotification(WorkDoneProgressCancelNotification.type, { token })),
      );
      return;
    }
    const ours = running.get(token);
    if (!ours) {
      next(token, work);
    } else if (work.kind === 'end') {
      running.delete(token);
      ours.end();
      next(token, work);
    } else if (work.kind === 'report') {
      ours.report(work);
    }
  };
}

function notify(work: WorkDoneProgressBegin, cancel: () => void): Shown {
  let report: Shown['report'] = () => undefined;
  let end: () => void = () => undefined;
  let far = 0;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const options = { location: vscode.ProgressLocation.Notification, title: work.title, cancellable: true };
  void vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(cancel);
    report = ({ message, percentage }) => {
      const increment = Math.max(0, (percentage ?? far) - far);
      far += increment;
      progress.report({ message, increment });
    };
    report({ kind: 'report', message: work.message, percentage: work.percentage });
    return done;
  });
  return { report: (work) => report(work), end: () => end() };
}
