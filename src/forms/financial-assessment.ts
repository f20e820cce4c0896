import { ofAnyForm } from '#src/domain/outcomes.ts'
import { askedWhen, mustOnlyWhen, pages } from './engine/block.ts'
import { is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { twin } from './engine/words.ts'
import { care, isSharing, isSharingAll } from './financial/care.ts'
import { comesAndGoes } from './financial/comes-and-goes.ts'
import { circumstancesOf } from './financial/financial-circumstances.ts'
import { have } from './financial/have.ts'
import { last } from './financial/last.ts'
import { people } from './financial/people.ts'
import { communication } from './shared/communication.ts'
import { contact, NAME_AND_CONTACT } from './shared/contact.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { start } from './shared/opening.ts'
import { who } from './shared/who.ts'

/** Pages about money: left out by who does not share their details, and optional for who shares a little. */
const aboutMoney = (of: Parameters<typeof askedWhen>[1]) =>
  askedWhen(isSharing, mustOnlyWhen(isSharingAll, of))

/** Form 3: a financial assessment, to work out what somebody can afford to pay for their care. */
export const financialAssessment: Form = {
  id: 'financial-assessment',
  number: 3,
  version: 1,
  title: twin('Work out what you pay for care', 'Paying for care'),
  about: [
    twin(
      'Use this form to tell us about money, so that we can work out what you can pay for care. It can be about you, or someone whose money you look after.',
      'Care can cost money. This form is about money. It helps us see what you can pay. It can be about you. It can be about someone you help.',
    ),
    twin(
      'You do not need every paper to begin. Where you cannot find a figure, tick “I don’t have this to hand” and carry on. We never take that as nothing.',
      'You do not need all your papers now. Can you not find a number? Tick “I do not have this now”. Then go on.',
    ),
    twin(
      'You can get help if you have savings or not. We never ask for a full account number, a sort code, a password or a PIN.',
      'You can get help if you have money or not. Never tell us your account number or PIN. A PIN is the secret number of a card.',
    ),
    twin(
      'You do not have to finish it. Once we have a name, a way to make contact and what care it is for, you can send what you have.',
      'You do not have to answer everything. Tell us a name. Tell us how to get in touch. Tell us what care it is for. Then you can send it.',
    ),
  ],
  linkSays: 'Tell us about your money',
  takes: twin(
    'It takes about 40 minutes to answer everything.',
    'It takes about 40 minutes. You can stop and come back later.',
  ),
  anyOrder: true,
  parts: [
    {
      title: 'Danger, and a safe place to answer',
      pages: [...pages(start, 'danger', 'call-999'), ...pages(care, 'private')],
    },
    {
      title: 'Who is filling this in',
      pages: pages(who, 'who', 'helper', 'you', 'agree', 'deciding', 'legal'),
    },
    {
      title: 'Name and safe contact',
      pages: [...pages(person, 'name'), ...pages(contact, 'secret', 'contact', 'messages', 'safe-way')],
    },
    { title: 'Talking with us', pages: pages(communication, 'language', 'talk-read', 'formats', 'support') },
    { title: 'About [you / {name}]', pages: pages(person, 'birth', 'numbers', 'address') },
    {
      title: 'The care, and how to do this',
      pages: pages(care, 'f-care', 'f-free', 'f-choice', 'f-light', 'f-understand', 'f-refuse'),
    },
    {
      title: twin('Who looks after the money, and family', 'Who looks after the money'),
      pages: [...pages(people, 'f-who'), ...aboutMoney(pages(people, 'f-ni', 'f-partner'))],
    },
    {
      title: twin('Home and savings', 'The home and savings'),
      pages: aboutMoney(pages(have, 'f-home', 'f-stay', 'f-back', 'f-property', 'f-savings', 'f-given')),
    },
    { title: 'Money that comes in', pages: aboutMoney(pages(comesAndGoes, 'f-income', 'f-benefits')) },
    {
      title: twin('Money that goes out', 'Money you pay'),
      pages: [
        ...aboutMoney(pages(comesAndGoes, 'f-housing', 'f-extra', 'f-other')),
        ...aboutMoney(pages(last, 'f-cost', 'f-last')),
      ],
    },
    {
      title: twin('Staying safe, and proof', 'Staying safe, and papers'),
      pages: [...askedWhen(isSharing, pages(last, 'f-safe', 'f-proof')), ...pages(last, 'f-declare')],
    },
    { title: 'Sharing', pages: pages(sharing, 'sharing', 'record') },
  ],
  check: sharing.pages.check,
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [...NAME_AND_CONTACT, { name: 'what care it is for', anyOf: ['fa-care'] }],
  blanks: 'complete',
  circumstances: circumstancesOf,
  receipt: {
    worse: twin('If things get worse before then', 'If things get worse'),
    next: [
      {
        say: twin(
          'After that: we tell you what you may be asked to pay, and how we worked it out. You can ask us to look again.',
          'Then we tell you what you may pay. You can ask us to look again.',
        ),
      },
      {
        say: twin(
          'If you said how it is safe to reach you, that is the only way we use.',
          'You may have said how to reach you safely. We will only use that way.',
        ),
      },
    ],
    again: twin('Tell us about someone else', 'Tell us about another person'),
  },
  outcomes: ['work-out-charges', ...ofAnyForm],
  assessment: 'asked-for',
  asksEquality: true,
  canExit: true,
  isSafeguarding: false,
}
