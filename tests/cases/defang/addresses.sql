-- Clients whose addresses are hard to rewrite, staff who log in by address, a piece of news, a log-in that is an address.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_username, client_secondary_email, client_country, billing_method, client_password, client_status, client_stamp)
values
    (1, 'Ada', 'Plus', 'ada+bills@example.com', 'ada', null, 'DE', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1074142800),
    (2, 'Blaise', 'Dots', 'b.l.a.i.s.e@mail.example.co.uk', 'blaise@example.org', 'second@example.org', 'CH', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1080709200),
    (3, 'Carl', 'Quotes', '"o''hara"@example.com', 'carl', null, 'DE', '1', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1056945600),
    (4, 'Dora', 'Equals', 'dora=example.com@example.com', 'dora', null, 'US', '3', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1085976000),
    (5, 'Emmy', 'Tilde', 'emmy~=x@example.com', null, null, 'US', '50', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1094011200),
    (6, 'Grace', 'Twice', 'grace@home@example.com', 'grace', null, 'US', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1096603200),
    (7, 'Hugo', 'Already', 'ada+bills=example.com@rehearsal.invalid', 'hugo', null, 'US', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1096603200);

insert into admin (admin_id, admin_realname, admin_email, admin_username, admin_password, admin_level)
values
    (1, 'Root', 'root@example.com', 'root@example.com', '5f4dcc3b5aa765d61d8327deb882cf99', 9),
    (2, 'Desk', '', 'desk', '5f4dcc3b5aa765d61d8327deb882cf99', 1);

insert into client_news (ID, Subject, Post_user, Post_email, Text, mainpage, mainid)
values (1, 'Open', 'root', 'root@example.com', 'We are open.', 'Y', 0);
