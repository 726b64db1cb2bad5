import type { Instant } from '#api/core/time.ts';

export type AttachmentKind = 'photo' | 'video' | 'voice' | 'file';
export type AttachmentSource = 'telegram' | 'slack' | 'admin';
export type AttachmentPurpose = 'problem' | 'talk' | 'report' | 'reading' | 'dispute' | 'loose';
export type AttachmentState = 'remote' | 'stored' | 'refused';

export type AttachmentInfo = {
  id: string;
  kind: AttachmentKind;
  state: AttachmentState;
  /** Why there is no copy, when refused: `too-big`, `gone`… */
  refusal: string | null;
  source: AttachmentSource;
  sourceRef: string;
  purpose: AttachmentPurpose;
  name: string | null;
  mime: string | null;
  sizeBytes: number | null;
  seconds: number | null;
  position: number;
  createdAt: Instant;
};

/** What the rows of the table look like to everybody else. */
export function presentAttachment(row: {
  id: string;
  kind: string;
  state: string;
  refusal: string | null;
  source: string;
  sourceRef: string;
  purpose: string;
  name: string | null;
  mime: string | null;
  sizeBytes: number | null;
  seconds: number | null;
  position: number;
  createdAt: Instant;
}): AttachmentInfo {
  return {
    id: row.id,
    kind: oneOf(row.kind, ['photo', 'video', 'voice', 'file'], 'file'),
    state: oneOf(row.state, ['remote', 'stored', 'refused'], 'refused'),
    refusal: row.refusal,
    source: oneOf(row.source, ['telegram', 'slack', 'admin'], 'admin'),
    sourceRef: row.sourceRef,
    purpose: oneOf(row.purpose, ['problem', 'talk', 'report', 'reading', 'dispute', 'loose'], 'talk'),
    name: row.name,
    mime: row.mime,
    sizeBytes: row.sizeBytes,
    seconds: row.seconds,
    position: row.position,
    createdAt: row.createdAt,
  };
}

function oneOf<T extends string>(value: string, known: readonly T[], otherwise: T): T {
  return known.find((word) => word === value) ?? otherwise;
}
