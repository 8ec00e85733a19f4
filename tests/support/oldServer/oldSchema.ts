/** The Python server's tables. Its moments have no zone and are UTC. */
export const OLD_SCHEMA = `
CREATE TABLE gyms (
  id uuid PRIMARY KEY, stokt_id uuid, display_name varchar(255) NOT NULL, location_string varchar(500),
  source varchar(20) NOT NULL DEFAULT 'mastoc', created_at timestamp NOT NULL
);
CREATE TABLE faces (
  id uuid PRIMARY KEY, stokt_id uuid, gym_id uuid NOT NULL REFERENCES gyms(id), picture_path varchar(500) NOT NULL,
  picture_width int, picture_height int, feet_rules_options json NOT NULL DEFAULT '[]', has_symmetry boolean NOT NULL DEFAULT false,
  source varchar(20) NOT NULL DEFAULT 'mastoc', synced_at timestamp, created_at timestamp NOT NULL
);
CREATE TABLE holds (
  id serial PRIMARY KEY, stokt_id int UNIQUE, face_id uuid NOT NULL REFERENCES faces(id), polygon_str varchar(2000) NOT NULL,
  centroid_x float, centroid_y float, path_str text, area float, center_tape_str varchar(255), right_tape_str varchar(255),
  left_tape_str varchar(255)
);
CREATE TABLE users (
  id uuid PRIMARY KEY, stokt_id uuid, full_name varchar(255) NOT NULL, avatar_path varchar(500), email varchar(255) UNIQUE,
  username varchar(100) UNIQUE, password_hash varchar(255), is_active boolean NOT NULL DEFAULT true, role varchar(20) NOT NULL DEFAULT 'user',
  source varchar(20) NOT NULL DEFAULT 'mastoc', created_at timestamp NOT NULL, updated_at timestamp, last_login_at timestamp,
  reset_token varchar(255), reset_token_expires timestamp
);
CREATE TABLE climbs (
  id uuid PRIMARY KEY, stokt_id uuid, face_id uuid NOT NULL REFERENCES faces(id), setter_id uuid REFERENCES users(id),
  name varchar(255) NOT NULL, holds_list text NOT NULL, mirror_holds_list text, grade_font varchar(10), grade_ircra float,
  feet_rule varchar(100), description text, is_private boolean NOT NULL DEFAULT false, is_benchmark boolean NOT NULL DEFAULT false,
  climbed_by int NOT NULL DEFAULT 0, total_likes int NOT NULL DEFAULT 0, total_comments int NOT NULL DEFAULT 0,
  source varchar(20) NOT NULL DEFAULT 'mastoc', created_at timestamp NOT NULL, synced_at timestamp, personal_notes text,
  personal_rating int, is_project boolean NOT NULL DEFAULT false, created_by_id uuid REFERENCES users(id),
  updated_by_id uuid REFERENCES users(id), updated_at timestamp
);
CREATE TABLE hold_annotations (
  id uuid PRIMARY KEY, hold_id int NOT NULL REFERENCES holds(id), user_id uuid NOT NULL REFERENCES users(id), grip_type varchar(50),
  condition varchar(50), difficulty varchar(50), notes text, created_at timestamp NOT NULL, updated_at timestamp, UNIQUE (hold_id, user_id)
);
CREATE TABLE id_mappings (
  id serial PRIMARY KEY, entity_type varchar(50) NOT NULL, mastoc_id uuid NOT NULL, stokt_id uuid NOT NULL,
  sync_direction varchar(20) NOT NULL, synced_at timestamp NOT NULL
);`
