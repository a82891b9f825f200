import { usePanelScene } from './panel-scene';

const COUNT = 30;

describe('many photos', () => {
  const scene = usePanelScene();

  it('dropped at once are all edited, and each can be looked at', async () => {
    const page = await scene.browser.newPage({ viewport: { width: 1280, height: 800 } });
    await scene.open(page);
    await page.evaluate(async (count) => {
      const data = new DataTransfer();
      for (let i = 0; i < count; i++) {
        const canvas = new OffscreenCanvas(240, 160);
        const context = canvas.getContext('2d')!;
        const sky = context.createLinearGradient(0, 0, 240, 160);
        sky.addColorStop(0, `hsl(${i * 12} 40% 25%)`);
        sky.addColorStop(1, `hsl(${i * 12 + 90} 50% 60%)`);
        context.fillStyle = sky;
        context.fillRect(0, 0, 240, 160);
        data.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], `photo-${i}.png`, { type: 'image/png' }));
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, COUNT);
    await page.waitForFunction((count) => document.querySelectorAll('.pc-strip-item').length === count, COUNT);
    await page.waitForFunction((count) => document.querySelector('.pc-strip-bar .pc-text')?.textContent.startsWith(`${count} of ${count}`), COUNT, { timeout: 400_000 });
    expect(await page.locator('.pc-badge-bad').count()).toBe(0);
    await page.locator('.pc-strip-picture').nth(COUNT - 1).click();
    await page.waitForSelector('.pc-score');
    await page.close();
  }, 450_000);
});
