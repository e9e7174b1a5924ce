import { z } from '@hono/zod-openapi'
import { EntityRef } from './entity.ts'

export const Moved = z
  .object({
    id: z.string(),
    items: z.array(EntityRef.extend({ href: z.string() })),
  })
  .openapi('Moved', {
    description: 'What an id that is no entity any more means now',
    example: {
      id: 'person-l-mammadova',
      items: [
        {
          id: 'person-leyla-mammadova',
          kind: 'person',
          name: 'Leyla Mammadova',
          href: '/api/v1/entities/person-leyla-mammadova',
        },
      ],
    },
  })
