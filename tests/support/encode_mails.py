"""Sends git's patches through Python's email, as a mailing list stores them: FORM MAILBOX; forms are `8bit`,
`quoted-printable`, `base64`, `footer` (a list's text in a part of its own) and `attachment`."""

import email
import email.charset
import email.message
import email.policy
import mailbox
import sys

form, path = sys.argv[1:]
for original in mailbox.mbox(path):
    original = email.message_from_bytes(original.as_bytes(), policy=email.policy.default)
    text = original.get_payload(decode=True).decode()
    sent = email.message.EmailMessage(policy=email.policy.SMTP if form == "base64" else email.policy.default)
    for name in ("From", "Date", "Subject"):
        sent[name] = original[name]
    if form in ("8bit", "quoted-printable", "base64"):
        sent.set_content(text, cte=form)
    elif form == "footer":
        sent.set_content(text, cte="base64")
        sent.make_mixed()
        sent.add_attachment("The list\n--- a/x\n", cte="quoted-printable", disposition="inline")
    else:
        body, diff = text.split("---\n", 1)
        sent.set_content(body + "---\n", cte="quoted-printable")
        sent.add_attachment(diff.encode(), "text", "x-patch", cte="base64", filename="0001.patch")
    sys.stdout.buffer.write(b"From list@localhost Mon Sep 17 00:00:00 2001\n")
    sys.stdout.buffer.write(sent.as_bytes() + b"\n")
