# A message of DNS as RFC 1035, section 4 describes it, in Kaitai Struct's language: what our generated parser is measured against.
# It is written for speed as far as the language goes: bits and what a pointer leads to are instances, worked out when they are asked
# for, numbers are no enumerations, and labels stay bytes.
meta:
  id: dns_message
  endian: be
seq:
  - id: id
    type: u2
  - id: flags
    type: u2
  - id: num_questions
    type: u2
  - id: num_answers
    type: u2
  - id: num_authorities
    type: u2
  - id: num_additionals
    type: u2
  - id: questions
    type: question
    repeat: expr
    repeat-expr: num_questions
  - id: answers
    type: record
    repeat: expr
    repeat-expr: num_answers
  - id: authorities
    type: record
    repeat: expr
    repeat-expr: num_authorities
  - id: additionals
    type: record
    repeat: expr
    repeat-expr: num_additionals
instances:
  is_response:
    value: (flags & 0x8000) != 0
  code:
    value: flags & 0xf
types:
  name:
    seq:
      - id: labels
        type: label
        repeat: until
        repeat-until: _.len_text == 0 or _.len_text >= 0xc0
  label:
    seq:
      - id: len_text
        type: u1
      - id: low
        type: u1
        if: len_text >= 0xc0
      - id: text
        size: len_text
        if: len_text < 0xc0
    instances:
      rest:
        io: _root._io
        pos: ((len_text & 0x3f) << 8) | low
        type: name
        if: len_text >= 0xc0
  question:
    seq:
      - id: name
        type: name
      - id: type
        type: u2
      - id: dns_class
        type: u2
  record:
    seq:
      - id: name
        type: name
      - id: type
        type: u2
      - id: dns_class
        type: u2
      - id: ttl
        type: u4
      - id: len_data
        type: u2
      - id: data
        size: len_data
        type:
          switch-on: type
          cases:
            1: address
            2: target
            5: target
            12: target
            6: authority
            15: mail_exchange
            16: texts
  address:
    seq:
      - id: octets
        size: 4
  target:
    seq:
      - id: name
        type: name
  authority:
    seq:
      - id: primary
        type: name
      - id: mailbox
        type: name
      - id: serial
        type: u4
      - id: refresh
        type: u4
      - id: retry
        type: u4
      - id: expire
        type: u4
      - id: minimum
        type: u4
  mail_exchange:
    seq:
      - id: preference
        type: u2
      - id: exchange
        type: name
  texts:
    seq:
      - id: strings
        type: character_string
        repeat: eos
  character_string:
    seq:
      - id: len_text
        type: u1
      - id: text
        size: len_text
