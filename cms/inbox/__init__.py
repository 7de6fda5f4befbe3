"""What visitors write to the office: forms, storing, mails, and the inbox of the editors.

`pages` puts a form on a page and takes what is sent; `forms`, `tokens`, `suspicion` and `bodies` judge it;
`receiving` stores it; `outbox` mails it when the platform's clock says so; `views` show it in the admin;
`retention` deletes it in time. Nothing of it stands in an API, in the search or in the sitemap.
"""
