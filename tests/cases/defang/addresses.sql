-- Clients whose addresses are hard to rewrite, staff who log in by address, a piece of news, a log-in that is an address.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_username, client_secondary_email, client_country, billing_method, client_password, client_status, client_stamp, client_comments)
values
    (1, 'Ada', 'Plus', 'ada+bills@example.com', 'ada', null, 'DE', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1074142800, ''),
    (2, 'Blaise', 'Dots', 'b.l.a.i.s.e@mail.example.co.uk', 'blaise@example.org', 'second@example.org', 'CH', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1080709200, ''),
    (3, 'Carl', 'Quotes', '"o''hara"@example.com', 'carl', null, 'DE', '1', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1056945600, ''),
    (4, 'Dora', 'Equals', 'dora=example.com@example.com', 'dora', null, 'US', '3', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1085976000, ''),
    (5, 'Emmy', 'Tilde', 'emmy~=x@example.com', null, null, 'US', '50', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1094011200, ''),
    (6, 'Grace', 'Twice', 'grace@home@example.com', 'grace', null, 'US', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1096603200, ''),
    (7, 'Hugo', 'Already', 'ada+bills=example.com@rehearsal.invalid', 'hugo', null, 'US', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1096603200, '');

-- A card and an agreement with a gateway; a mailbox that is named by its address.
update client_info set billing_cc_type = 'Visa-4242', billing_cc_exp = '11/2007' where client_id = 1;

insert into client_subscriptions
    (cs_id, client_id, cs_subscription_id, invoice_id, cs_status, cs_create_stamp, cs_modify_stamp, gateway_module)
values
    (1, 1, 'S-1', 1001, 1, 1104555600, 1104555600, 'paypal');

insert into client_package
    (cp_id, client_id, pack_id, pack_price, parent_cp_id, cp_qty, cp_discount, cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on, cp_stamp)
values
    (101, 1, 1, '0', 0, 1, '0.00', 1074142800, 1107234000, '1', '2', 1104555600, 0);

insert into account_details
    (details_id, client_id, cp_id, domain_id, ip, server, server_type, username, password)
values
    (601, 1, 101, 0, '192.0.2.1', 'web1', 1, 'ada', 'secret');

insert into account_pops
    (pop_id, client_id, cp_id, pop_real_name, pop_username, pop_password, pop_space, pop_ftp, pop_telnet, pop_stamp)
values
    (621, 1, 101, 'Ada Plus', 'ada@plus.example', 'secret', '10', 1, 0, 1074142800),
    (622, 1, 101, '', 'info', 'secret', '0', 0, 0, 1074142800);

insert into admin (admin_id, admin_realname, admin_email, admin_username, admin_password, admin_level)
values
    (1, 'Root', 'root@example.com', 'root@example.com', '5f4dcc3b5aa765d61d8327deb882cf99', 9),
    (2, 'Desk', '', 'desk', '5f4dcc3b5aa765d61d8327deb882cf99', 1);

insert into client_news (ID, Subject, Post_user, Post_email, Date, Time, Date_time, Text, mainpage, mainid)
values (1, 'Open', 'root', 'root@example.com', '2005-01-01', '10:00', '2005-01-01 10:00:00', 'We are open.', 'Y', 0);

-- One product and one open invoice: a v4 without any is not a v4.
insert into package_type
    (pack_id, pack_name, pack_price, pack_setup, pack_cost, pack_status, pack_display)
values
    (1, 'Starter', '10.00|9.00|8.00|7.50|7.00', '25.00|25.00|25.00|0.00', '2.50', 2, 1);

insert into client_invoice
    (invoice_id, client_id, invoice_amount, invoice_amount_paid, invoice_date_entered, invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot, invoice_subtotal, invoice_tax, tax_zone_id, invoice_status, trans_id, serialized_snapshot)
values
    (1001, 1, '10.00', '0.00', 1104555600, 1105765200, 0, '5', '', '10.00', '0.00', null, null, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}');

insert into client_register
    (reg_id, client_id, reg_date, reg_desc, invoice_id, reg_bill, reg_payment, reg_tracker)
values
    (5001, 1, 1104555600, 'Invoice 1001', 1001, '10.00', '0', '');
