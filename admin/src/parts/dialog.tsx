import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** A window over the page while it is there; whoever leaves it is back at what they pressed to open it. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => (opener instanceof HTMLElement ? opener.focus({ preventScroll: true }) : undefined), [opener]);
  return <Modal opened {...props} />;
}
