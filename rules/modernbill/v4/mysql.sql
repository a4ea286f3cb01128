-- v4 as ModernBill creates it (modernbill.md section 1): no unique key but primary keys, no foreign
-- key, latin1. ModernBill's own engine was MyISAM; a live v4 was seen on InnoDB, which gives a consistent view.

create table client_info (
    client_id int(11) not null auto_increment primary key,
    client_fname varchar(100) not null default '',
    client_lname varchar(100) not null default '',
    client_email varchar(100) not null default '',
    client_company varchar(100),
    client_address varchar(100) not null default '',
    client_address_2 varchar(100),
    client_city varchar(100) not null default '',
    client_state varchar(100) not null default '',
    client_zip varchar(100) not null default '',
    client_country varchar(100) not null default '',
    client_phone1 varchar(25) not null default '',
    client_phone2 varchar(25) not null default '',
    billing_method varchar(25) not null default '',
    billing_cc_type varchar(25),
    billing_cc_num varchar(255),
    billing_cc_exp varchar(25),
    billing_cc_code int(11),
    client_password varchar(255) not null default '',
    client_comments mediumtext not null,
    client_status varchar(50) not null default '',
    client_stamp int(11) not null default 0,
    client_secondary_email varchar(255),
    client_username varchar(255),
    client_real_pass varchar(10),
    x_Bank_Name varchar(100),
    x_Bank_ABA_Code varchar(100),
    x_Bank_Acct_Num varchar(100),
    x_Drivers_License_Num varchar(100),
    x_Drivers_License_State varchar(100),
    x_Drivers_License_DOB varchar(100),
    apply_tax tinyint(4),
    default_translation varchar(100),
    default_currency varchar(100),
    send_email_type varchar(100),
    secondary_contact varchar(255),
    client_field_1 varchar(255),
    client_field_2 varchar(255),
    client_field_3 varchar(255),
    client_field_4 varchar(255),
    client_field_5 varchar(255),
    client_field_6 varchar(255),
    client_field_7 varchar(255),
    client_field_8 varchar(255),
    client_field_9 varchar(255),
    client_field_10 varchar(255)
) engine = InnoDB default charset = latin1;

create table package_type (
    pack_id int(11) not null auto_increment primary key,
    pack_name varchar(100) not null default '',
    pack_price varchar(255) not null default '',
    pack_setup varchar(255) not null default '',
    pack_cost varchar(11),
    pack_comments mediumtext,
    pack_status tinyint(4),
    pack_display tinyint(4),
    email_override tinyint(4),
    email_id tinyint(4),
    pack_stamp int(11)
) engine = InnoDB default charset = latin1;

create table client_package (
    cp_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    pack_id int(11) not null default 0,
    pack_price varchar(11) not null default '0',
    parent_cp_id int(11),
    cp_qty int(11) not null default 1,
    cp_discount decimal(5,2) not null default '0.00',
    cp_start_stamp int(11) not null default 0,
    cp_renew_stamp int(11) not null default 0,
    cp_billing_cycle varchar(25) not null default '',
    cp_status varchar(25) not null default '',
    cp_comments mediumtext,
    cp_renewed_on int(11) not null default 0,
    cp_stamp int(11) not null default 0,
    aff_code varchar(255),
    aff_last_paid int(11),
    domain varchar(255),
    ip varchar(255),
    server varchar(255),
    username varchar(255),
    password varchar(255),
    external_id varchar(255)
) engine = InnoDB default charset = latin1;

create table domain_names (
    domain_id int(11) not null auto_increment primary key,
    domain_name varchar(255) not null default '',
    client_id int(11) not null default 0,
    domain_created int(11) not null default 0,
    domain_expires int(11) not null default 0,
    registrar_id int(11) not null default 0,
    monitor tinyint(4) not null default 0
) engine = InnoDB default charset = latin1;

-- A log-in per package and domain; several rows of one package are legal.
create table account_details (
    details_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    cp_id int(11) not null default 0,
    domain_id int(11),
    ip varchar(255),
    server varchar(255) not null default '',
    server_type int(11) not null default 0,
    username varchar(255) not null default '',
    password varchar(255)
) engine = InnoDB default charset = latin1;

create table account_dbs (
    db_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    cp_id int(11) not null default 0,
    db_type int(11) not null default 0,
    db_name varchar(25),
    db_user varchar(25),
    db_pass varchar(25),
    db_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table account_pops (
    pop_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    cp_id int(11) not null default 0,
    pop_real_name varchar(255),
    pop_username varchar(255),
    pop_password varchar(255),
    pop_space varchar(25) not null default '0',
    pop_ftp tinyint(4) not null default 0,
    pop_telnet tinyint(4) not null default 0,
    pop_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table package_feature (
    feature_id int(11) not null auto_increment primary key,
    pack_id int(11) not null default 0,
    feature_name varchar(100) not null default '',
    feature_comments mediumtext,
    feature_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table package_relationships (
    pr_id int(11) not null auto_increment primary key,
    parent_pack_id int(11) not null default 0,
    child_pack_id int(11) not null default 0,
    pr_status tinyint(4) not null default 0
) engine = InnoDB default charset = latin1;

-- tld_1y … tld_10y: the price of the whole term.
create table tld_config (
    tld_id int(11) not null auto_increment primary key,
    tld_extension varchar(25) not null default '',
    tld_name varchar(100) not null default '',
    tld_whois_server varchar(100) not null default '',
    tld_whois_response varchar(100) not null default '',
    tld_accepted tinyint(4) not null default 0,
    tld_auto_search tinyint(4) not null default 0,
    tld_transfer decimal(10,2) not null default '0.00',
    tld_1y decimal(10,2) not null default '0.00',
    tld_2y decimal(10,2) not null default '0.00',
    tld_3y decimal(10,2) not null default '0.00',
    tld_4y decimal(10,2) not null default '0.00',
    tld_5y decimal(10,2) not null default '0.00',
    tld_6y decimal(10,2) not null default '0.00',
    tld_7y decimal(10,2) not null default '0.00',
    tld_8y decimal(10,2) not null default '0.00',
    tld_9y decimal(10,2) not null default '0.00',
    tld_10y decimal(10,2) not null default '0.00',
    registrar_id tinyint(4) not null default 0,
    pack_id int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table affiliate_config (
    aff_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    aff_code varchar(255) not null default '',
    aff_hits int(11) not null default 0,
    aff_count int(11) not null default 0,
    aff_pay_time int(5) not null default 0,
    aff_pay_amount decimal(10,2) not null default '0.00',
    aff_pay_type tinyint(4) not null default 0,
    aff_pay_cycle int(11) not null default 0,
    aff_pay_sum decimal(10,2) not null default '0.00',
    aff_status tinyint(4) not null default 0,
    aff_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

-- v4 only; of its columns the number of its own and the name of the gateway's are assumed.
create table client_subscriptions (
    cs_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    cs_subscription_id varchar(255) not null default '',
    invoice_id int(11) not null default 0,
    cs_status int(11) not null default 0,
    cs_create_stamp int(11) not null default 0,
    cs_modify_stamp int(11) not null default 0,
    gateway_module varchar(50) not null default ''
) engine = InnoDB default charset = latin1;

-- v4 only; the columns of name and value are assumed.
create table client_package_variables (
    cpv_id int(11) not null auto_increment primary key,
    cp_id int(11) not null default 0,
    cpv_name varchar(255) not null default '',
    cpv_value mediumtext
) engine = InnoDB default charset = latin1;

-- The queue of card charges: ciphertext of the card while one waits.
create table authnet_batch (
    an_id int(11) not null auto_increment primary key,
    x_Invoice_Num int(11) not null default 0,
    x_Description varchar(100) not null default '',
    x_Amount decimal(10,2) not null default '0.00',
    x_Method varchar(25) not null default '',
    x_Type varchar(25) not null default '',
    x_Card_Num mediumtext not null,
    x_Exp_Date varchar(25) not null default '',
    x_CC_Code int(11) not null default 0,
    x_Cust_ID int(11) not null default 0,
    x_First_Name varchar(100) not null default '',
    x_Last_Name varchar(100) not null default '',
    x_Company varchar(100) not null default '',
    x_Address varchar(150) not null default '',
    x_City varchar(100) not null default '',
    x_State varchar(25) not null default '',
    x_Zip varchar(25) not null default '0',
    x_Phone varchar(15) not null default '0',
    x_Email varchar(100) not null default '',
    an_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table batch_details (
    batch_id int(11) not null auto_increment primary key,
    batch_stamp int(11) not null default 0,
    batch_sum_approved decimal(10,2) not null default '0.00',
    batch_sum_declined decimal(10,2) not null default '0.00',
    batch_sum_error decimal(10,2) not null default '0.00',
    batch_num_approved int(11) not null default 0,
    batch_num_declined int(11) not null default 0,
    batch_num_error int(11) not null default 0
) engine = InnoDB default charset = latin1;

-- v4 only; its name is known and nothing else, the columns are assumed.
create table batch_log (
    log_id int(11) not null auto_increment primary key,
    batch_stamp int(11) not null default 0,
    invoice_id int(11) not null default 0,
    log_text mediumtext
) engine = InnoDB default charset = latin1;

create table client_invoice (
    invoice_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    invoice_amount decimal(10,2) not null default '0.00',
    invoice_amount_paid decimal(10,2) not null default '0.00',
    invoice_date_entered int(11) not null default 0,
    invoice_date_due int(11) not null default 0,
    invoice_date_paid int(11) not null default 0,
    invoice_payment_method varchar(50) not null default '',
    invoice_snapshot mediumtext not null,
    invoice_comments mediumtext,
    auth_return tinyint(4) not null default 0,
    auth_code int(11) not null default 0,
    avs_code char(3),
    trans_id varchar(64) not null default '',
    batch_stamp int(11),
    invoice_stamp int(11),
    invoice_subtotal decimal(10,2),
    invoice_tax decimal(10,2),
    invoice_discount decimal(10,2),
    tax_zone_id int(11),
    invoice_status int(11),
    invoice_status_desc text,
    serialized_snapshot mediumtext
) engine = InnoDB default charset = latin1;

create table invoice_log (
    log_id int(11) not null auto_increment primary key,
    invoice_id int(11) not null default 0,
    client_id int(11) not null default 0,
    cp_id int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table client_register (
    reg_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    reg_date int(11),
    reg_desc varchar(255),
    invoice_id int(11) not null default 0,
    reg_bill varchar(11) default '0',
    reg_payment varchar(11) default '0',
    reg_tracker varchar(11) default ''
) engine = InnoDB default charset = latin1;

create table client_credit (
    credit_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    credit_amount decimal(10,2) not null default '0.00',
    credit_comments mediumtext,
    credit_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table support_desk (
    call_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    call_priority tinyint(3) not null default 0,
    call_type varchar(255) not null default '',
    call_subject varchar(255) not null default '',
    call_question mediumtext not null,
    call_error mediumtext not null,
    call_stamp int(11) not null default 0,
    call_status tinyint(3) not null default 0,
    call_response mediumtext not null,
    call_technician varchar(255) not null default ''
) engine = InnoDB default charset = latin1;

create table support_log (
    log_id int(11) not null auto_increment primary key,
    call_id int(11) not null default 0,
    log_event mediumtext not null,
    call_technician int(11) not null default 0,
    log_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table admin (
    admin_id int(11) not null auto_increment primary key,
    admin_realname varchar(50) not null default '',
    admin_email varchar(100) not null default '',
    admin_username varchar(25) not null default '',
    admin_password varchar(255) not null default '',
    admin_level tinyint(4) not null default 0
) engine = InnoDB default charset = latin1;

create table todo_list (
    todo_id int(11) not null auto_increment primary key,
    todo_title varchar(100) not null default '',
    todo_desc mediumtext not null,
    admin_id int(11) not null default 0,
    todo_status varchar(25) not null default '',
    todo_due int(11) not null default 0,
    todo_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table event_log (
    log_id int(11) not null auto_increment primary key,
    client_id int(11) not null default 0,
    log_type varchar(20) not null default '',
    log_comments mediumtext not null,
    log_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table email_config (
    email_id int(11) not null auto_increment primary key,
    email_title varchar(255) not null default '',
    email_heading mediumtext not null,
    email_body mediumtext not null,
    email_footer mediumtext not null,
    email_signature mediumtext not null,
    email_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table banned_config (
    ban_id int(11) not null auto_increment primary key,
    ban_type tinyint(3) not null default 0,
    ban_string varchar(255) not null default '',
    ban_message mediumtext not null,
    ban_count int(11) not null default 0,
    ban_status tinyint(3) not null default 0,
    ban_last_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

-- Their keys end at 127.
create table faq_categories (
    cid tinyint(4) not null auto_increment primary key,
    cname varchar(50) not null default '',
    ctype tinyint(4) not null default 0
) engine = InnoDB default charset = latin1;

create table faq_questions (
    fid tinyint(4) not null auto_increment primary key,
    cid tinyint(4) not null default 0,
    question mediumtext not null,
    answer mediumtext not null,
    timestamp varchar(50) not null default ''
) engine = InnoDB default charset = latin1;

-- Without a key; its dates are text.
create table client_news (
    ID bigint(20),
    Subject text,
    Post_user text,
    Post_email text,
    Date text,
    Time text,
    Headline_date text,
    Date_time text,
    Text text,
    Modify_date text,
    Modify_user text,
    mainpage enum('N','Y'),
    mainid int(11)
) engine = InnoDB default charset = latin1;

create table whois_stats (
    ws_id int(11) not null auto_increment primary key,
    ws_domain varchar(255) not null default '',
    ws_qty int(11) not null default 0,
    ws_from varchar(25) not null default '',
    ws_stamp int(11) not null default 0
) engine = InnoDB default charset = latin1;

create table myquery (
    myqueryID int(11) not null auto_increment primary key,
    mydatabase varchar(250) not null default '',
    myquery text not null,
    title varchar(255) not null default ''
) engine = InnoDB default charset = latin1;

create table sessions (
    id varchar(50) not null primary key,
    data mediumtext,
    t_stamp timestamp null
) engine = InnoDB default charset = latin1;

create table coupon_codes (
    coupon_id int(11) not null auto_increment primary key,
    coupon_code varchar(255) not null default '',
    coupon_percent_discount decimal(10,2) not null default '0.00',
    coupon_dollar_discount decimal(10,2) not null default '0.00',
    coupon_comments mediumtext,
    coupon_status tinyint(4),
    coupon_start_stamp int(11) not null default 0,
    coupon_end_stamp int(11) not null default 0,
    coupon_expire_string varchar(255),
    coupon_count int(11) not null default 0,
    coupon_max_count int(11) not null default 0,
    coupon_new_only tinyint(4),
    coupon_misc1 varchar(255),
    coupon_misc2 varchar(255)
) engine = InnoDB default charset = latin1;

create table tax_zones (
    tid int(11) not null auto_increment primary key,
    tax_zone varchar(100),
    countries_iso_2 varchar(100) not null default '',
    tax_amount decimal(10,2) not null default '0.00',
    tax_desc varchar(100)
) engine = InnoDB default charset = latin1;

-- Fifty varchar(255) may exceed InnoDB's row; they are never all full.
set session innodb_strict_mode = 0;
create table config (
    config_type varchar(255) not null primary key,
    config_1 varchar(255),
    config_2 varchar(255),
    config_3 varchar(255),
    config_4 varchar(255),
    config_5 varchar(255),
    config_6 varchar(255),
    config_7 varchar(255),
    config_8 varchar(255),
    config_9 varchar(255),
    config_10 varchar(255),
    config_11 varchar(255),
    config_12 varchar(255),
    config_13 varchar(255),
    config_14 varchar(255),
    config_15 varchar(255),
    config_16 varchar(255),
    config_17 varchar(255),
    config_18 varchar(255),
    config_19 varchar(255),
    config_20 varchar(255),
    config_21 varchar(255),
    config_22 varchar(255),
    config_23 varchar(255),
    config_24 varchar(255),
    config_25 varchar(255),
    config_26 varchar(255),
    config_27 varchar(255),
    config_28 varchar(255),
    config_29 varchar(255),
    config_30 varchar(255),
    config_31 varchar(255),
    config_32 varchar(255),
    config_33 varchar(255),
    config_34 varchar(255),
    config_35 varchar(255),
    config_36 varchar(255),
    config_37 varchar(255),
    config_38 varchar(255),
    config_39 varchar(255),
    config_40 varchar(255),
    config_41 mediumtext,
    config_42 mediumtext,
    config_43 mediumtext,
    config_44 mediumtext,
    config_45 mediumtext,
    config_46 mediumtext,
    config_47 mediumtext,
    config_48 mediumtext,
    config_49 mediumtext,
    config_50 mediumtext,
    config_51 varchar(255),
    config_52 varchar(255),
    config_53 varchar(255),
    config_54 varchar(255),
    config_55 varchar(255),
    config_56 varchar(255),
    config_57 varchar(255),
    config_58 varchar(255),
    config_59 varchar(255),
    config_60 varchar(255)
) engine = InnoDB default charset = latin1;

create index client_package_client on client_package (client_id);
create index domain_names_client on domain_names (client_id);
create index client_invoice_client on client_invoice (client_id);
create index client_register_client on client_register (client_id);
create index client_credit_client on client_credit (client_id);
create index event_log_client on event_log (client_id);
create index banned_config_string on banned_config (ban_string);
create index account_details_client on account_details (client_id);
create index account_details_package on account_details (cp_id);
