import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Pine green: white on shade 8 is 6:1. */
const pine: MantineColorsTuple = [
  '#eff8f5',
  '#dcefe8',
  '#b6ddd0',
  '#8ccab7',
  '#69baa2',
  '#53b095',
  '#3f9d83',
  '#2c8770',
  '#1f6f5c',
  '#145848',
];

/** How everything looks. `close`: what the small crosses of windows and messages are called, for who cannot see them. */
export const themeWith = (close: string) =>
  createTheme({
    colors: { pine },
    primaryColor: 'pine',
    primaryShade: { light: 8, dark: 7 },
    autoContrast: true,
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    headings: {
      fontWeight: '650',
      sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
    },
    components: {
      // The arrows say nothing to who cannot see them, and the keys do the same.
      NumberInput: { defaultProps: { hideControls: true } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
      Text: { defaultProps: { size: 'sm' } },
      Anchor: { defaultProps: { size: 'sm' } },
      Badge: { defaultProps: { tt: 'none', fw: 500, variant: 'light' } },
      Paper: { defaultProps: { withBorder: true } },
      Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
      TableScrollContainer: { defaultProps: { type: 'native' } },
      Modal: {
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.35 },
          closeButtonProps: { 'aria-label': close },
        },
        styles: { title: { fontWeight: 650 } },
      },
    },
  });
