/**
 * Shows a window above the website. The browser's own dialog keeps the focus inside, closes with Escape, and hands the focus back
 * to what opened it.
 */
export function showWindow(opener: HTMLElement, height: number, fill: (parent: HTMLElement) => void): void {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', opener.textContent?.trim() || 'Book a time');
  dialog.style.cssText =
    'box-sizing:border-box;width:min(920px,calc(100vw - 32px));max-width:none;max-height:none;padding:0;border:0;overflow:hidden;' +
    'border-radius:20px;background:Canvas;box-shadow:0 24px 80px #0006';
  dialog.style.height = `min(${height}px, calc(100dvh - 32px))`;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '\u00d7';
  close.setAttribute('aria-label', 'Close');
  close.style.cssText =
    'position:absolute;inset-block-start:8px;inset-inline-end:8px;z-index:1;width:44px;height:44px;padding:0;' +
    'border:1px solid GrayText;border-radius:22px;font:24px/1 system-ui,sans-serif;color:CanvasText;background:Canvas;cursor:pointer';
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.remove());
  // A click beside the window closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  fill(dialog);
}
