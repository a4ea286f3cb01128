-- A desk of two clients, for planting faults beside those of shop.sql: v4 rows by hand, each figure such that a fault shows in one
-- place. 1087272000 is 2004-06-15 00:00 in New York. Portable: MySQL, PostgreSQL and SQLite take it as it is. Nothing in it breaks
-- a rule of the pack.

-- 21: a further contact of his own name, a VAT number and a size. 22: a further contact with a line of text, and no VAT number.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_address, client_city, client_zip, client_country, billing_method, client_password, client_comments, client_status, client_stamp, client_secondary_email, secondary_contact, client_field_1, client_field_6)
values
    (21, 'Maria', 'Agnesi', 'maria@example.com', '21 Curve Street', 'Milano', '20121', 'IT', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1087272000, 'agnesi@example.org', '', 'IT123', 'XL'),
    (22, 'Paul', 'Erdos', 'paul@example.com', '22 Open Road', 'Budapest', '1051', 'HU', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1087272000, null, 'Any friend, no telephone', '', 'M');

insert into config (config_type, config_12, config_30) values ('main', '0', 'None,OpenSRS');
insert into config (config_type, config_29, config_44) values ('payments', '5', '6');
insert into config (config_type, config_1, config_2, config_3, config_4) values
    ('client_extras_1_5', '1', '1', 'VAT number', 'text'),
    ('client_extras_6_10', '1', '0', 'Size', 'select');

insert into admin (admin_id, admin_realname, admin_email, admin_username, admin_password, admin_level) values
    (1, 'Renata Baker', 'renata@host.example', 'renata', '0d107d09f5bbe40cade3de5c71e9e9b7', 9),
    (2, 'Tom Stone', '', 'tom', '34b7da764b21d298ef307d04d8152dc5', 8),
    (3, 'Ulla Marsh', '', 'ulla', '9a286406c252a3d14218228974e1f567', 1);

-- 1: closed, answered by Renata by her name. 2: open, held by tom by his log-in. 3: new, of nobody.
insert into support_desk (call_id, client_id, call_priority, call_type, call_subject, call_question, call_error, call_stamp, call_status, call_response, call_technician) values
    (1, 21, 1, 'Billing', 'Twice in March', 'I was billed twice.', '', 1087272000, 3, 'You have it back.', 'Renata Baker'),
    (2, 22, 3, 'E-mail', 'Mail comes back', 'Why?', 'HTTP 500', 1087358400, 2, '', 'tom'),
    (3, 0, 4, '', 'A guest asks', 'Do you host?', '', 1087444800, 1, '', '');

insert into support_log (log_id, call_id, log_event, call_technician, log_stamp) values
    (1, 1, 'Opened', 0, 1087272060),
    (2, 1, 'Paid back', 1, 1087275600),
    (3, 2, 'Looking', 2, 1087362000);

insert into todo_list (todo_id, todo_title, todo_desc, admin_id, todo_status, todo_due, todo_stamp) values
    (1, 'Renew the certificate', 'Of web1', 2, '2', 1088568000, 1087272000),
    (2, 'Sweep', '', 0, '4', 0, 1087272000);

insert into event_log (log_id, client_id, log_type, log_comments, log_stamp) values
    (1, 21, '2', '<b>Form</b>: registered', 1087272000),
    (2, 22, '1', 'renata edited', 1087275600),
    (3, 0, '3', 'Invoices made', 1088654400);

insert into email_config (email_id, email_title, email_heading, email_body, email_footer, email_signature, email_stamp) values
    (1, 'Welcome', 'Dear %%client_fname%%,', 'welcome.', 'Questions?', 'The desk', 0);

insert into banned_config (ban_id, ban_type, ban_string, ban_message, ban_count, ban_status, ban_last_stamp) values
    (1, 1, '192.0.2.1', 'No.', 3, 2, 1087272000),
    (2, 2, 'spam@example.com', '', 0, 1, 0);

insert into faq_categories (cid, cname, ctype) values (1, 'Billing', 1), (2, 'Night', 2);
insert into faq_questions (fid, cid, question, answer) values (1, 1, 'When?', 'Now.'), (2, 2, 'Who?', 'Tom.');

-- An open invoice, so that no table of money is empty.
insert into package_type (pack_id, pack_name, pack_price, pack_setup, pack_cost, pack_status, pack_display) values
    (21, 'Desk only', '10.00', '', '0.00', 2, 1);
insert into client_invoice (invoice_id, client_id, invoice_amount, invoice_amount_paid, invoice_date_entered, invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot, invoice_status, trans_id, serialized_snapshot) values
    (2101, 21, '10.00', '0.00', 1087272000, 1088568000, 0, '2', '', 3, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:9:"Desk only";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}');
insert into client_register (reg_id, client_id, reg_date, reg_desc, invoice_id, reg_bill, reg_payment, reg_tracker) values
    (2101, 21, 1087272000, 'Invoice 2101', 2101, '10.00', '0', '');
