-- A small year of the old shop, for any engine. What is odd in it is right: names of one word, text that was read as
-- latin1 once too often, zero dates, the hour that came twice.

insert into customers (cust_no, name, email, password, phones, street, zip, city, country, born, newsletter, status, joined, last_seen)
values
    (1, 'Lovelace, Ada', 'Ada@Example.com', '5f4dcc3b5aa765d61d8327deb882cf99', '+31 20 555 0101 / +31 6 5550 0102', 'Keizersgracht 1', '1015 CJ', 'Amsterdam', 'NL', '1975-12-10', 'Y', 1, '2004-01-15 09:30:00', '2005-11-02 10:00:00'),
    (2, 'Hypatia', 'hypatia@example.org', '', '', '', '', '', 'NL', '0000-00-00', '', 1, '2004-07-01 00:15:00', null),
    (3, 'MÃ¼ller, JÃ¼rgen', ' mueller@example.de', 'd8578edf8458ce06fbc5bb76a58c5ca4', '+49 30 5550103', 'SchÃ¶nhauser Allee 5', '10119', 'Berlin', 'DE', '1961-02-28', 'N', 1, '2004-03-28 03:00:00', null),
    (4, 'Noether, Emmy Amalie', 'noether@example.de', 'e10adc3949ba59abbe56e057f20f883e', '', 'Hauptstraße 12', '91054', 'Erlangen', 'DE', '1982-03-23', 'Y', 0, '2004-10-31 02:30:00', null),
    (5, 'van Gool, Jan', 'jan@example.be', '', '+32 3 555 01 05', 'Meir 77', '2000', 'Antwerpen', 'BE', '0000-00-00', 'N', 1, '2005-02-14 23:59:59', null),
    (6, 'Gone, Long', 'gone@example.com', '', '+1 555 0106 / +1 555 0107', 'Nowhere 1', '', 'Nowhere', 'XX', '0000-00-00', '', 9, '2003-01-01 00:00:00', null);

insert into products (sku, title, price_cents, vat, on_sale)
values
    ('BK-001', 'Sketch of the Analytical Engine', 1995, 'L', 1),
    ('BK-002', 'CafÃ© conversations', 1250, 'L', 1),
    ('TOY-7', 'Tin robot', 3399, 'H', 1),
    ('TOY-8', 'Tin robot, gold', 9999, 'H', 0),
    ('GIFT', 'Gift voucher', 2500, 'N', 1);

-- 7005 was placed in the hour that came twice on 2005-10-30, 7006 has no line.
insert into orders (order_no, cust_no, placed, paid, state, shipping_cents, remark)
values
    (7001, 1, '2004-02-01 10:00:00', '2004-02-03 00:00:00', 'S', 495, 'Please ring twice'),
    (7002, 1, '2004-07-04 12:00:00', '2004-07-04 12:00:01', 'S', 0, ''),
    (7003, 3, '2004-12-24 18:45:10', '0000-00-00 00:00:00', 'N', 995, 'FrÃ¶hliche Weihnachten'),
    (7004, 4, '2005-01-02 08:00:00', '0000-00-00 00:00:00', 'C', 995, null),
    (7005, 5, '2005-10-30 02:30:00', '2005-11-01 00:00:00', 'P', 695, null),
    (7006, 2, '2005-12-31 23:59:59', '0000-00-00 00:00:00', 'N', 0, null);

-- 7001/2: 3 x 12.50 less 15 % is 31.875, which the old shop asked as 31.88.
insert into order_lines (order_no, line_no, sku, qty, price_cents, discount)
values
    (7001, 1, 'BK-001', 1, 1995, 0),
    (7001, 2, 'BK-002', 3, 1250, 15),
    (7002, 1, 'GIFT', 4, 2500, 0),
    (7003, 1, 'TOY-7', 2, 3399, 10),
    (7003, 2, 'BK-001', 1, 1995, 50),
    (7004, 1, 'TOY-8', 1, 9999, 0),
    (7005, 1, 'TOY-7', 1, 3399, 0);

insert into payments (order_no, seq, method, amount_cents, received)
values
    (7001, 1, 'BT', 5000, '2004-02-02'),
    (7001, 2, 'CO', 678, '2004-02-03'),
    (7002, 1, 'CC', 10000, '2004-07-04'),
    (7005, 1, 'BT', 4094, '0000-00-00');

insert into baskets (session, content) values ('0cc175b9c0f1b6a8', 'TOY-7');
