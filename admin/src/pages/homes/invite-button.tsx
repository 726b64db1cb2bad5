import { Button, type ButtonProps } from '@mantine/core';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Icon } from '../../parts/icons.tsx';

type Props = Pick<ButtonProps, 'size' | 'variant'> & {
  unitId: string;
  residentId?: string;
  asRole: string;
  label: string;
};

const roles = ['owner', 'tenant', 'family', 'representative'] as const;

/** Makes an invitation and shows the page to print: its code is told this once. */
export function InviteButton({ unitId, residentId, asRole, label, ...look }: Props) {
  const navigate = useNavigate();
  const invite = useDeed(
    () => {
      const body = { residentId: residentId ?? null, role: roles.find((known) => known === asRole) ?? 'tenant' };
      return answerOf(api.POST('/api/v1/units/{id}/invitations', { params: { path: { id: unitId } }, body }));
    },
    {
      refresh: ['unit'],
      after: (invitation) => void navigate(`/homes/units/${unitId}/invitation`, { state: { invitation } }),
    },
  );
  return (
    <Button
      {...look}
      leftSection={<Icon name="print" size={16} />}
      loading={invite.isPending}
      onClick={() => invite.run(undefined)}
    >
      {label}
    </Button>
  );
}
