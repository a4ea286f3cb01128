-- A database as ModernBill v3.1 leaves it (modernbill.md section 1, the columns marked S3 only), in SQL that the three engines take.
-- {p} is the prefix of an install, {storage} what its server puts behind a table, {q} its quote of names whose capitals count.
create table {p}client_info (
    client_id int not null primary key,
    client_fname varchar(100) not null default '',
    client_lname varchar(100) not null default '',
    client_email varchar(100) not null default '',
    client_company varchar(100),
    client_address varchar(100) not null default '',
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
    billing_cc_code int,
    client_password varchar(255) not null default '',
    client_comments text not null,
    client_status varchar(50) not null default '',
    client_stamp int not null default 0,
    client_secondary_email varchar(255),
    client_username varchar(255),
    client_real_pass varchar(10),
    {q}x_Bank_Name{q} varchar(100),
    {q}x_Bank_ABA_Code{q} varchar(100),
    {q}x_Bank_Acct_Num{q} varchar(100),
    {q}x_Drivers_License_Num{q} varchar(100),
    {q}x_Drivers_License_State{q} varchar(100),
    {q}x_Drivers_License_DOB{q} varchar(100),
    apply_tax int,
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
){storage};
create table {p}client_package (
    cp_id int not null primary key,
    client_id int not null default 0,
    pack_id int not null default 0,
    pack_price varchar(11) not null default '0',
    parent_cp_id int,
    cp_qty int not null default 1,
    cp_discount decimal(5,2) not null default '0.00',
    cp_start_stamp int not null default 0,
    cp_renew_stamp int not null default 0,
    cp_billing_cycle varchar(25) not null default '',
    cp_status varchar(25) not null default '',
    cp_comments text,
    cp_renewed_on int not null default 0,
    cp_stamp int not null default 0,
    aff_code varchar(255),
    aff_last_paid int
){storage};
create table {p}account_details (
    details_id int not null primary key,
    client_id int not null default 0,
    cp_id int not null default 0,
    domain_id int,
    ip varchar(255),
    server varchar(255) not null default '',
    server_type int not null default 0,
    username varchar(255) not null default '',
    password varchar(255)
){storage};
create table {p}account_dbs (
    db_id int not null primary key,
    client_id int not null default 0,
    cp_id int not null default 0,
    db_type int not null default 0,
    db_name varchar(25),
    db_user varchar(25),
    db_pass varchar(25),
    db_stamp int not null default 0
){storage};
create table {p}account_pops (
    pop_id int not null primary key,
    client_id int not null default 0,
    cp_id int not null default 0,
    pop_real_name varchar(255),
    pop_username varchar(255),
    pop_password varchar(255),
    pop_space varchar(25) not null default '0',
    pop_ftp int not null default 0,
    pop_telnet int not null default 0,
    pop_stamp int not null default 0
){storage};
create table {p}domain_names (
    domain_id int not null primary key,
    domain_name varchar(255) not null default '',
    client_id int not null default 0,
    domain_created int not null default 0,
    domain_expires int not null default 0,
    registrar_id int not null default 0,
    monitor int not null default 0
){storage};
create table {p}package_type (
    pack_id int not null primary key,
    pack_name varchar(100) not null default '',
    pack_price varchar(255) not null default '',
    pack_setup varchar(255) not null default '',
    pack_cost varchar(11),
    pack_comments text,
    pack_status int,
    pack_display int,
    email_override int,
    email_id int,
    pack_stamp int
){storage};
create table {p}package_feature (
    feature_id int not null primary key,
    pack_id int not null default 0,
    feature_name varchar(100),
    feature_comments text,
    feature_stamp int
){storage};
create table {p}package_relationships (
    pr_id int not null primary key,
    parent_pack_id int not null default 0,
    child_pack_id int not null default 0,
    pr_status int
){storage};
create table {p}client_invoice (
    invoice_id int not null primary key,
    client_id int not null default 0,
    invoice_amount decimal(10,2) not null default '0.00',
    invoice_amount_paid decimal(10,2) not null default '0.00',
    invoice_date_entered int not null default 0,
    invoice_date_due int not null default 0,
    invoice_date_paid int not null default 0,
    invoice_payment_method varchar(50) not null default '',
    invoice_snapshot text not null,
    invoice_comments text,
    auth_return int not null default 0,
    auth_code int not null default 0,
    avs_code char(3),
    trans_id int not null default 0,
    batch_stamp int,
    invoice_stamp int
){storage};
create table {p}client_register (
    reg_id int not null primary key,
    client_id int not null default 0,
    reg_date int,
    reg_desc varchar(255),
    invoice_id int not null default 0,
    reg_bill varchar(11) default '0',
    reg_payment varchar(11) default '0',
    reg_tracker varchar(11) default ''
){storage};
create table {p}client_credit (
    credit_id int not null primary key,
    client_id int not null default 0,
    credit_amount decimal(10,2) not null default '0.00',
    credit_comments text,
    credit_stamp int not null default 0
){storage};
create table {p}authnet_batch (
    an_id int not null primary key,
    {q}x_Invoice_Num{q} int,
    {q}x_Description{q} varchar(100),
    {q}x_Amount{q} decimal(10,2),
    {q}x_Method{q} varchar(25),
    {q}x_Type{q} varchar(25),
    {q}x_Card_Num{q} text not null,
    {q}x_Exp_Date{q} varchar(25),
    {q}x_CC_Code{q} int,
    {q}x_Cust_ID{q} int,
    {q}x_First_Name{q} varchar(100),
    {q}x_Last_Name{q} varchar(100),
    {q}x_Company{q} varchar(100),
    {q}x_Address{q} varchar(150),
    {q}x_City{q} varchar(100),
    {q}x_State{q} varchar(25),
    {q}x_Zip{q} varchar(25) default '0',
    {q}x_Phone{q} varchar(15) default '0',
    {q}x_Email{q} varchar(100),
    an_stamp int
){storage};
create table {p}batch_details (
    batch_id int not null primary key,
    batch_stamp int,
    batch_sum_approved decimal(10,2),
    batch_sum_declined decimal(10,2),
    batch_sum_error decimal(10,2),
    batch_num_approved int,
    batch_num_declined int,
    batch_num_error int
){storage};
create table {p}coupon_codes (
    coupon_id int not null primary key,
    coupon_code varchar(255) not null default '',
    coupon_percent_discount decimal(10,2) not null default '0.00',
    coupon_dollar_discount decimal(10,2) not null default '0.00',
    coupon_comments text,
    coupon_status int,
    coupon_start_stamp int not null default 0,
    coupon_end_stamp int not null default 0,
    coupon_expire_string varchar(255),
    coupon_count int not null default 0,
    coupon_max_count int not null default 0,
    coupon_new_only int,
    coupon_misc1 varchar(255),
    coupon_misc2 varchar(255)
){storage};
create table {p}affiliate_config (
    aff_id int not null primary key,
    client_id int not null default 0,
    aff_code varchar(255) not null,
    aff_hits int,
    aff_count int,
    aff_pay_time int,
    aff_pay_amount decimal(10,2),
    aff_pay_type int,
    aff_pay_cycle int,
    aff_pay_sum decimal(10,2),
    aff_status int,
    aff_stamp int
){storage};
create table {p}tld_config (
    tld_id int not null primary key,
    tld_extension varchar(25),
    tld_name varchar(100),
    tld_whois_server varchar(100),
    tld_whois_response varchar(100),
    tld_accepted int,
    tld_auto_search int,
    tld_transfer decimal(10,2),
    tld_1y decimal(10,2),
    tld_2y decimal(10,2),
    tld_3y decimal(10,2),
    tld_4y decimal(10,2),
    tld_5y decimal(10,2),
    tld_6y decimal(10,2),
    tld_7y decimal(10,2),
    tld_8y decimal(10,2),
    tld_9y decimal(10,2),
    tld_10y decimal(10,2),
    registrar_id int,
    pack_id int
){storage};
create table {p}support_desk (
    call_id int not null primary key,
    client_id int,
    call_priority int,
    call_type varchar(255),
    call_subject varchar(255),
    call_question text,
    call_error text,
    call_stamp int,
    call_status int,
    call_response text,
    call_technician varchar(255)
){storage};
create table {p}support_log (
    log_id int not null primary key,
    call_id int,
    log_event text,
    call_technician int,
    log_stamp int
){storage};
create table {p}admin (
    admin_id int not null primary key,
    admin_realname varchar(50),
    admin_email varchar(100),
    admin_username varchar(25),
    admin_password varchar(255),
    admin_level int
){storage};
create table {p}todo_list (
    todo_id int not null primary key,
    todo_title varchar(100),
    todo_desc text,
    admin_id int,
    todo_status varchar(25),
    todo_due int,
    todo_stamp int
){storage};
create table {p}event_log (
    log_id int not null primary key,
    client_id int,
    log_type varchar(20),
    log_comments text,
    log_stamp int
){storage};
create table {p}email_config (
    email_id int not null primary key,
    email_title varchar(255),
    email_heading text,
    email_body text,
    email_footer text,
    email_signature text,
    email_stamp int
){storage};
create table {p}banned_config (
    ban_id int not null primary key,
    ban_type int,
    ban_string varchar(255),
    ban_message text,
    ban_count int,
    ban_status int,
    ban_last_stamp int
){storage};
create table {p}config (
    config_type varchar(250) not null primary key,
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
    config_41 text,
    config_42 text,
    config_43 text,
    config_44 text,
    config_45 text,
    config_46 text,
    config_47 text,
    config_48 text,
    config_49 text,
    config_50 text,
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
){storage};
create table {p}faq_categories (
    cid int not null primary key,
    cname varchar(50),
    ctype int
){storage};
create table {p}faq_questions (
    fid int not null primary key,
    cid int,
    question text,
    answer text,
    timestamp varchar(50)
){storage};
create table {p}whois_stats (
    ws_id int not null primary key,
    ws_domain varchar(255),
    ws_qty int,
    ws_from varchar(25),
    ws_stamp int
){storage};
create table {p}sessions (
    id varchar(50) not null primary key,
    data text,
    t_stamp timestamp
){storage};
create table {p}client_news (
    {q}ID{q} bigint,
    {q}Subject{q} text,
    {q}Post_user{q} text,
    {q}Post_email{q} text,
    {q}Date{q} text,
    {q}Time{q} text,
    {q}Headline_date{q} text,
    {q}Date_time{q} text,
    {q}Text{q} text,
    {q}Modify_date{q} text,
    {q}Modify_user{q} text,
    mainpage varchar(1),
    mainid int
){storage};
create table {p}myquery (
    {q}myqueryID{q} int not null primary key,
    mydatabase varchar(250) not null default '',
    myquery text not null,
    title varchar(255) not null default ''
){storage};
